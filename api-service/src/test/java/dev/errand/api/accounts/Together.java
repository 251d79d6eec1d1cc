package dev.errand.api.accounts;

import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The same request by many at the same moment. */
final class Together {
  private Together() {}

  /** The statuses of their answers. */
  static List<Integer> ask(int callers, Supplier<Response> request) throws Exception {
    CyclicBarrier start = new CyclicBarrier(callers);
    Callable<Integer> one =
        () -> {
          start.await();
          return request.get().statusCode();
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<Integer>> answers =
          threads.invokeAll(IntStream.range(0, callers).mapToObj(i -> one).toList());
      return answers.stream().map(Future::resultNow).toList();
    }
  }
}
