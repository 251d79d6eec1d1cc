package dev.errand.worker.handlers;

import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fails the build when two handlers claim one type: at run time one would silently win. */
public class DuplicateHandlers implements BuildCompatibleExtension {
  private final Map<String, List<String>> beansByType = new TreeMap<>();

  /** Collects every handler bean. */
  @Registration(types = Object.class) // a raw JobHandler does not match JobHandler<Input, Output>
  public void collect(BeanInfo bean) {
    var handles = bean.declaringClass().annotation(Handles.class);
    if (handles != null) {
      beansByType
          .computeIfAbsent(handles.value().asString(), type -> new ArrayList<>())
          .add(bean.declaringClass().name());
    }
  }

  /** Complains of every type that more than one bean handles. */
  @Validation
  public void complain(Messages messages) {
    beansByType.forEach(
        (type, beans) -> {
          if (beans.size() > 1) {
            messages.error("The type '" + type + "' has more than one handler: " + beans);
          }
        });
  }
}
