package dev.registrar.sandbox;

/** The forms of everything, built once. */
record AllShapes(Shapes shapes, IssueShapes issues, PullShapes pulls, GitShapes git, CheckShapes checks) {
    static AllShapes of(World world, Links links) {
        Shapes shapes = new Shapes(links);
        IssueShapes issues = new IssueShapes(world, shapes);
        GitShapes git = new GitShapes(world, shapes);
        return new AllShapes(shapes, issues, new PullShapes(shapes, issues), git, new CheckShapes(world, shapes, git));
    }
}
