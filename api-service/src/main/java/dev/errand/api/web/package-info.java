/** What every HTTP feature shares: problem documents, strict reading, security headers. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.web;
