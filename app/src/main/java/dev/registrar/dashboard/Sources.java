package dev.registrar.dashboard;

import dev.registrar.audit.AuditLog;
import dev.registrar.handler.LiveView;
import dev.registrar.history.History;
import dev.registrar.inbox.DeliveryList;
import dev.registrar.inbox.Inbox;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What the pages are made of.
 *
 * @param survey is run before each page, to find governed repositories where too little is known of them
 * @param github where people see GitHub, without a slash at the end
 * @param questions runs questions to GitHub side by side
 */
public record Sources(
        LiveView view,
        History history,
        AuditLog audit,
        Inbox inbox,
        DeliveryList deliveries,
        Supplier<List<Quota>> quota,
        Runnable survey,
        String github,
        Executor questions) {}
