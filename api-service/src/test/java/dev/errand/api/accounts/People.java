package dev.errand.api.accounts;

import static io.restassured.RestAssured.given;

import io.quarkus.arc.Arc;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** What people and programs do with their accounts, over HTTP. */
public final class People {
  /** A password that we take. */
  public static final String PASSWORD = "correct horse staples";

  private People() {}

  public static String newEmail() {
    return "ada-" + UUID.randomUUID() + "@example.org";
  }

  public static RequestSpecification json(Object body) {
    return given().contentType(ContentType.JSON).accept(ContentType.JSON).body(body);
  }

  public static void signUp(String email) {
    json(Map.of("email", email, "password", PASSWORD))
        .post("/api/v1/auth/signup")
        .then()
        .statusCode(202);
  }

  /** The path of the newest mail to that address, such as {@code links[0]}. */
  public static String newestMail(String email, String path) {
    Arc.container().instance(Mailroom.class).get().deliver();
    return given()
        .accept(ContentType.JSON)
        .queryParam("to", email)
        .get("/dev/mail")
        .then()
        .statusCode(200)
        .extract()
        .path("[0]." + path);
  }

  public static String linkToken(String email) {
    String link = newestMail(email, "links[0]");
    return link.substring(link.indexOf("token=") + "token=".length());
  }

  public static String code(String email) {
    return newestMail(email, "codes[0]");
  }

  public static Response verifyLink(String token) {
    return given().accept(ContentType.JSON).post("/api/v1/auth/verify/{token}", token);
  }

  public static Response verifyCode(String email, String code) {
    return json(Map.of("email", email, "code", code)).post("/api/v1/auth/verify");
  }

  public static Response login(String login, String password) {
    return json(Map.of("login", login, "password", password)).post("/api/v1/auth/login");
  }

  public static Response forgot(String email) {
    return json(Map.of("email", email)).post("/api/v1/auth/forgot-password");
  }

  public static Response reset(String token, String password) {
    return json(Map.of("password", password)).post("/api/v1/auth/reset/{token}", token);
  }

  public static Response resetByCode(String email, String code, String password) {
    return json(Map.of("email", email, "code", code, "password", password))
        .post("/api/v1/auth/reset-password");
  }

  public static Response sendOtp(String challenge, String channel) {
    return json(Map.of("challengeId", challenge, "channel", channel)).post("/api/v1/auth/send-otp");
  }

  public static Response verifyOtp(String challenge, String code) {
    return json(Map.of("challengeId", challenge, "code", code)).post("/api/v1/auth/verify-otp");
  }

  /** A code that is not that one. */
  public static String notCode(String right) {
    return right.equals("000000") ? "000001" : "000000";
  }

  public static Response refresh(String token) {
    return json(Map.of("refreshToken", token)).post("/api/v1/auth/refresh-token");
  }

  public static Response me(String accessToken) {
    return given().header("Authorization", "Bearer " + accessToken).get("/api/v1/auth/me");
  }

  /** A request of who was given those tokens. */
  public static RequestSpecification as(Response pair) {
    return given()
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .header("Authorization", "Bearer " + pair.path("accessToken"));
  }

  /** The id of who was given those tokens. */
  public static UUID userId(Response pair) {
    return UUID.fromString(pair.path("user.id"));
  }

  /** A new user's address, verified. */
  public static String verifiedUser() {
    String email = newEmail();
    signUp(email);
    verifyLink(linkToken(email)).then().statusCode(200);
    return email;
  }

  /** A new user's pair of tokens. */
  public static Response signedInUser() {
    return login(verifiedUser(), PASSWORD);
  }
}
