using System.Diagnostics;

namespace Touchstone.Service.Tests.Console;

/// <summary>Runs a script that walks through the console in Chromium.</summary>
internal static class Walk
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    // Browsers side by side keep one another from starting on a small machine.
    private static readonly SemaphoreSlim One = new(1);

    /// <summary>Why no walk is possible here, or null.</summary>
    internal static string? Missing => NodePackage.On("chromium") is null ? "chromium is not installed; ./test installs it." : NodePackage.Missing;

    /// <summary>What the script printed, line by line.</summary>
    internal static async Task<IReadOnlyList<string>> RunAsync(string script, params string[] arguments)
    {
        var folder = await NodePackage.InstallAsync("Console/walk");
        await One.WaitAsync();
        try
        {
            return await StartAsync("node", [script, .. arguments], folder);
        }
        finally
        {
            One.Release();
        }
    }

    private static async Task<IReadOnlyList<string>> StartAsync(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CHROMIUM"] = NodePackage.On("chromium");
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Longest);
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        var lines = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {string.Join('\n', lines.TakeLast(4))}\n{await complained}");
        return lines;
    }
}
