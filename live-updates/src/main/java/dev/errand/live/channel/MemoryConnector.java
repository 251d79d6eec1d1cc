package dev.errand.live.channel;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jspecify.annotations.Nullable;

/**
 * The channel inside one process: hands messages over as they are, on one event loop, so that a
 * publisher never does its listeners' work.
 *
 * <p>How many may wait is bounded by {@link JobEvents}: a message is acknowledged when it was
 * received.
 */
@ApplicationScoped
@Connector(MemoryConnector.NAME)
class MemoryConnector implements InboundConnector, OutboundConnector {
  static final String NAME = "errand-memory";

  private final Context loop;
  private volatile @Nullable MultiEmitter<? super Message<?>> in;

  MemoryConnector(Vertx vertx) {
    loop = vertx.getOrCreateContext();
  }

  @Override
  public Publisher<? extends Message<?>> getPublisher(Config config) {
    return Multi.createFrom()
        .<Message<?>>emitter(emitter -> in = emitter, BackPressureStrategy.BUFFER)
        .emitOn(work -> loop.runOnContext(ignored -> work.run()));
  }

  @Override
  public Subscriber<? extends Message<?>> getSubscriber(Config config) {
    return new Out();
  }

  private void handOver(Message<?> message) {
    MultiEmitter<? super Message<?>> receiver = in;
    if (receiver == null || receiver.isCancelled()) {
      message.nack(new IllegalStateException("nobody receives"));
    } else {
      receiver.emit(message);
    }
  }

  private final class Out implements Subscriber<Message<?>> {
    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Message<?> message) {
      handOver(message);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
