package dev.registrar.inbox;

/** Does the work of a delivery. It may be asked again for the same one, so its effects are repeatable. */
@FunctionalInterface
public interface DeliveryHandler {
    /** An exception counts as {@link Outcome.Retry}, with its class and message for the cause. */
    Outcome handle(Delivery delivery, Lease lease) throws Exception;
}
