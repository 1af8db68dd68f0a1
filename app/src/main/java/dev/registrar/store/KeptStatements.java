package dev.registrar.store;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Prepares each statement once for as long as its connection is held, since SQLite's driver compiles it anew every time. Not
 * for statements whose results are read while they run again.
 */
final class KeptStatements implements StatementBuilder {
    private final StatementBuilder builder;
    private final Map<String, PreparedStatement> kept = new HashMap<>();

    KeptStatements(Connection connection) {
        this.builder = DefaultStatementBuilder.FACTORY.createStatementBuilder(connection);
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return builder.create(connection, context);
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement known = kept.get(sql);
        if (known == null) {
            known = builder.create(connection, sql, context);
            kept.put(sql, known);
        }
        return known;
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return builder.createCall(connection, sql, context);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) {
        // Kept for the next time.
    }

    /** The statements end with their connection. */
    @Override
    public void close(Connection connection) {
        kept.clear();
    }
}
