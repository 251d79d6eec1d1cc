package dev.errand.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.errand.store.sql.CrossTenant;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * Every statement, a constant that begins with a tag, mentions {@code tenant_id} or says why not.
 */
final class NameTheirTenant extends ArchCondition<JavaClass> {
  NameTheirTenant() {
    super("mention tenant_id in every statement or carry @CrossTenant");
  }

  @Override
  public void check(JavaClass candidate, ConditionEvents events) {
    if (candidate.isAnnotatedWith(CrossTenant.class)) {
      return;
    }
    for (JavaField field : candidate.getFields()) {
      if (isStatement(field) && !text(field).contains("tenant_id")) {
        events.add(
            SimpleConditionEvent.violated(
                field, field.getFullName() + " neither mentions tenant_id nor is @CrossTenant"));
      }
    }
  }

  private static boolean isStatement(JavaField field) {
    return field.getRawType().isEquivalentTo(String.class)
        && Modifier.isStatic(field.reflect().getModifiers())
        && text(field).strip().startsWith("/*");
  }

  private static String text(JavaField field) {
    try {
      Field reflected = field.reflect();
      reflected.setAccessible(true);
      return String.valueOf(reflected.get(null));
    } catch (IllegalAccessException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
