package dev.registrar.architecture.planted.libraries;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Uses what its line does not allow: Jackson in a signature, the database in a clause, another in an annotation. */
public abstract class Greedy {
    /** Whatever. */
    public abstract JsonNode read() throws SQLException;

    @Test
    void annotated() {}
}
