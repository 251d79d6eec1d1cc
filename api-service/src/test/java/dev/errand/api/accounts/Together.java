package dev.errand.api.accounts;

import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The same thing by many at the same moment. */
public final class Together {
  private Together() {}

  /** The statuses of the answers to the same request. */
  static List<Integer> ask(int callers, Supplier<Response> request) throws Exception {
    return all(callers, i -> request.get().statusCode());
  }

  /** What came out for each of them. */
  public static <T> List<T> all(int many, IntFunction<T> each) throws Exception {
    CyclicBarrier start = new CyclicBarrier(many);
    List<Callable<T>> callers =
        IntStream.range(0, many)
            .<Callable<T>>mapToObj(
                i ->
                    () -> {
                      start.await();
                      return each.apply(i);
                    })
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
      return threads.invokeAll(callers).stream().map(Future::resultNow).toList();
    }
  }
}
