package io.perdure.gateway;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Bad input")
class BadInputTest extends BadInputBase {

    BadInputTest() {
        super(RealEntities.start());
    }

    @TestFactory
    @DisplayName("that is hardly HTTP, gets its status and no stack (H-3, H-6, H-7)")
    Stream<DynamicNode> raw_http() {
        return cases("raw-http");
    }

    @TestFactory
    @DisplayName("that is too much, gets its status and no stack (H-105)")
    Stream<DynamicNode> sizes() {
        return cases("sizes");
    }
}
