/**
 * The ports of {@code inbox}, {@code effect}, {@code audit} and {@code history} on a database: SQLite in a folder, or PostgreSQL shared by
 * replicas. The tables are in {@code db/migration}.
 *
 * <p>Door: {@link dev.registrar.store.Database}, which opens one and hands out the ports.
 *
 * <p>Imports {@code inbox}, {@code effect}, {@code audit}, {@code history}, {@code pull} (names of repositories). JDBC, jdbi, HikariCP and Flyway stay in here.
 *
 * <p>Order of locks on PostgreSQL: the subject's row first, then its deliveries; several subjects in the order of their
 * names. What decides is read in a statement after the lock, since under READ COMMITTED each statement sees what was
 * committed before it began.
 */
@NullMarked
package dev.registrar.store;

import org.jspecify.annotations.NullMarked;
