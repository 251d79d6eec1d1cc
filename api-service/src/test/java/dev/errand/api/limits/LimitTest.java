package dev.errand.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.problem.ErrorCode;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitTest {
  private final AtomicLong nanos = new AtomicLong();
  private final TimeMeter time =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };

  @Test
  void saysWhatIsLeftAndWhenAllIsThereAgain() {
    Limit limit = new Limit("caller", Quota.valueOf("60/m"), time);

    assertThat(limit.policy()).isEqualTo("\"caller\";q=60;w=60");
    assertThat(limit.state(limit.take("ada"))).isEqualTo("\"caller\";r=59;t=1");
    assertThat(limit.state(limit.take("ada"))).isEqualTo("\"caller\";r=58;t=2");
  }

  @Test
  void whoHasNoneLeftIsToldWhenToComeBack() {
    Limit limit = new Limit("caller", Quota.valueOf("2/m"), time);
    limit.take("ada");
    limit.take("ada");

    long refused = limit.take("ada");

    assertThat(limit.state(refused)).isEqualTo("\"caller\";r=0;t=30");
    assertThat(limit.refusal(refused).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(limit.refusal(refused).retryAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(limit.take("bob")).isNotNegative();
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(limit.take("ada")).isZero();
  }

  @Test
  void textsThatAreSaidOftenAreMadeOnce() {
    Limit limit = new Limit("caller", Quota.valueOf("20000/s"), time);
    assertThat(limit.state(17)).isSameAs(limit.state(17)).isEqualTo("\"caller\";r=17;t=1");
  }

  @Test
  void moreThanTextsAreKeptForIsCountedAllTheSame() {
    Limit limit = new Limit("caller", Quota.valueOf("1000000/s"), time);
    assertThat(limit.state(limit.take("ada"))).isEqualTo("\"caller\";r=999999;t=1");
  }
}
