package dev.errand.store.guess;

import java.time.Duration;

/**
 * Whose guesses are counted together, and what wrong ones cost.
 *
 * @param subject says nothing about whom it stands for
 * @param free how many wrong guesses cost nothing
 * @param first how long the next guess has to wait after the last free one; each further wrong one
 *     doubles it
 * @param longest the end of that
 * @param forgetting after this long one wrong guess is forgotten
 */
public record GuessCount(
    byte[] subject, int free, Duration first, Duration longest, Duration forgetting) {}
