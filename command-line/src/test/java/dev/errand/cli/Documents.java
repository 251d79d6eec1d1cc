package dev.errand.cli;

/** What a server says. */
final class Documents {
  static final String ID = "0190a5c4-7d3e-7a61-9c4f-1f2e3d4c5b6a";

  static final String SESSION =
      """
      {"accessToken":"access-1","tokenType":"Bearer","expiresIn":900,"refreshToken":"refresh-1",
       "user":{"id":"0190a5c4-7d3e-7a61-9c4f-1f2e3d4c5b6b","email":"ann@example.org"}}""";

  static final String ME =
      """
      {"id":"0190a5c4-7d3e-7a61-9c4f-1f2e3d4c5b6b","email":"ann@example.org","username":null,
       "role":"owner","admin":false,"tenant":{"id":"0190a5c4-7d3e-7a61-9c4f-1f2e3d4c5b6c",
       "name":"Ann's"},"permissions":["jobs:read","jobs:write"],
       "lastLoginAt":"2026-03-01T08:00:00Z"}""";

  private Documents() {}

  static String problem(int status, String code, String title) {
    return """
    {"type":"/problems/%s","title":"%s","status":%d,"detail":"special","instance":"/x",
     "code":"%s","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}"""
        .formatted(code, title, status, code);
  }

  static String job(String state) {
    return """
    {"id":"%s","type":"simulate","name":"nightly","queue":"default","priority":10,"state":"%s",
     "data":{"big":12345678901234567890,"exact":1.10},"tags":["a","b"],"attempt":1,"maxAttempts":5,
     "progress":null,"result":null,"error":null,"createdAt":"2026-03-01T08:00:00Z",
     "finishedAt":null,"version":3}"""
        .formatted(ID, state);
  }
}
