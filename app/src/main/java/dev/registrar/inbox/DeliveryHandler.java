package dev.registrar.inbox;

/** Does the work of a delivery. It may be asked again for the same one, so its effects are repeatable. */
@FunctionalInterface
public interface DeliveryHandler {
    /** An exception counts as {@link Outcome.Retry}, with its class and message for the cause. */
    Outcome handle(Delivery delivery, Lease lease) throws Exception;

    /**
     * A last word before a delivery becomes a dead one, to plan what those who wait for it are told. It takes no time, as the
     * lease is not renewed any more, and may come again. Whatever is thrown is logged, and changes nothing.
     */
    default void givenUp(Delivery delivery) throws Exception {}
}
