package dev.errand.api.webhooks;

import dev.errand.api.jobs.Problems;
import dev.errand.model.job.JobType;
import dev.errand.model.outgoing.AddressRefused;
import dev.errand.model.outgoing.OutgoingUrl;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.queue.QueueName;
import dev.errand.model.webhook.WebhookEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what was asked for into an endpoint's row, or says everything that is wrong with it. */
final class WebhookRules {
  private static final int LONGEST_DESCRIPTION = 500;

  private WebhookRules() {}

  /** What a new endpoint cannot do without. */
  static void requireWhole(WebhookRequest request) {
    var problems = new Problems();
    if (request.url() == null) {
      problems.add("#/url", "is required");
    }
    if (request.events() == null) {
      problems.add("#/events", "is required");
    }
    throwAny(problems);
  }

  /**
   * Everything that can be told without looking the host up.
   *
   * @throws ErrandException with every wrong field
   */
  static void check(WebhookRequest request) {
    var problems = new Problems();
    checkUrl(request.url(), problems);
    checkEvents(request.events(), problems);
    @Nullable String description = request.description();
    if (description != null && !description.isEmpty()) {
      problems.text("#/description", description, LONGEST_DESCRIPTION);
    }
    checkWord("#/queue", request.queue(), QueueName::new, problems);
    checkWord("#/jobType", request.jobType(), JobType::new, problems);
    throwAny(problems);
  }

  /**
   * @param request found valid
   * @param now by the database's clock
   */
  static void apply(WebhookRequest request, WebhookEntity row, Instant now) {
    if (request.url() != null) {
      row.url = request.url();
    }
    @Nullable List<@Nullable String> events = request.events();
    if (events != null) {
      row.events = events.stream().map(String::valueOf).distinct().toArray(String[]::new);
    }
    row.description = changed(request.description(), row.description);
    row.queue = changed(request.queue(), row.queue);
    row.jobType = changed(request.jobType(), row.jobType);
    @Nullable Boolean enabled = request.enabled();
    if (enabled != null) {
      row.enabled = enabled;
      // Turning it on also lifts what the engine found before: it is given another chance.
      row.enabledAt = enabled ? now : row.enabledAt;
    }
  }

  private static @Nullable String changed(@Nullable String asked, @Nullable String before) {
    if (asked == null) {
      return before;
    }
    return asked.isEmpty() ? null : asked;
  }

  private static void checkUrl(@Nullable String url, Problems problems) {
    if (url == null) {
      return;
    }
    try {
      OutgoingUrl unused = OutgoingUrl.parse(url);
    } catch (AddressRefused refused) {
      problems.add("#/url", refused.reason());
    }
  }

  private static void checkEvents(@Nullable List<@Nullable String> events, Problems problems) {
    if (events == null) {
      return;
    }
    List<String> known = WebhookEvent.wires();
    if (events.isEmpty() || !events.stream().allMatch(event -> known.contains(event))) {
      problems.add("#/events", "must be some of " + String.join(", ", known));
    }
  }

  private static void checkWord(
      String pointer, @Nullable String word, Function<String, ?> form, Problems problems) {
    if (word == null || word.isEmpty()) {
      return;
    }
    try {
      Object unused = form.apply(word);
    } catch (ErrandException unfit) {
      problems.add(pointer, unfit.errors().getFirst().detail());
    }
  }

  private static void throwAny(Problems problems) {
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
  }
}
