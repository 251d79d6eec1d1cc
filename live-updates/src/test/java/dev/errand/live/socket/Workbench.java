package dev.errand.live.socket;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.errand.live.channel.Events;
import dev.errand.live.wire.WireModule;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hub's parts, put together without a server. */
final class Workbench {
  static final TenantId ANN = Events.tenant(1);

  final SettableClock clock = new SettableClock();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final LiveMeters meters = new LiveMeters(registry);
  final ServerFrames frames =
      new ServerFrames(
          JsonMapper.builder().addModule(new JavaTimeModule()).addModule(new WireModule()).build());
  final LiveConfig config =
      new SmallRyeConfigBuilder()
          .withMapping(LiveConfig.class)
          .withConverter(
              io.quarkus.runtime.configuration.MemorySize.class, 100, new MemorySizeConverter())
          .addDiscoveredConverters()
          .build()
          .getConfigMapping(LiveConfig.class);

  EventStream stream() {
    return new EventStream(frames, clock, config);
  }

  Outbound outbound(FakeClient client) {
    return new Outbound(client, config, meters, clock);
  }

  Subscription subscription(FakeClient client, @Nullable JobId job, EventFilter filter) {
    return new Subscription("s", "\"s\"", job, filter, outbound(client));
  }

  Subscription everything(FakeClient client) {
    return subscription(client, null, EventFilter.ANY);
  }

  static List<JobEvent> completed(int from, int count) {
    return Events.completed(ANN, from, count);
  }

  double dropped() {
    return registry.counter("errand.live.dropped").count();
  }
}
