package dev.registrar.terraform;

/** What a plan would leave, and what it does to get there. */
public record PlanRead(Declarations declarations, PlanChanges changes) {}
