package dev.errand.live.channel;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class MemoryChannelTest extends ChannelContract {}
