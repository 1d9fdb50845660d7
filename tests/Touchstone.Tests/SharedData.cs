namespace Touchstone.Tests;

/// <summary>Finds the media for developing and measuring, which lies beside the checkout and is never part of it.</summary>
internal static class SharedData
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of the shared data; skips the test where there is none.</summary>
    public static string Path(params string[] parts)
    {
        var shared = Environment.GetEnvironmentVariable("TOUCHSTONE_SHARED") ?? System.IO.Path.Combine(Root, "..", "shared");
        var path = System.IO.Path.Combine([shared, .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path)) Assert.Skip("skipped: no shared data");
        return path;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Touchstone.slnx")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the checkout.");
        return folder;
    }
}
