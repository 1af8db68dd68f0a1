package dev.registrar.sandbox;

/** What every area of the interface works with. */
record Core(World world, Links links, AllShapes shapes, Events events, Pushes pushes, WebhookSender sender) {
    Shapes accounts() {
        return shapes.shapes();
    }
}
