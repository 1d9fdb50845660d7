using System.Diagnostics;

namespace Touchstone.Service.Tests.Console;

/// <summary>Runs a script that walks through the console in Chromium; the packages it needs are installed once, at their locked versions, beside the other built things.</summary>
internal static class Walk
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Why no walk is possible here, or null.</summary>
    internal static string? Missing => On("chromium") is null ? "chromium is not installed; ./test installs it." : On("npm") is null ? "npm is not installed; ./test installs it." : null;

    /// <summary>What the script printed, line by line.</summary>
    internal static async Task<IReadOnlyList<string>> RunAsync(string script, params string[] arguments)
    {
        var source = Path.Combine(RunningService.Root, "tests/Touchstone.Service.Tests/Console/walk");
        var folder = Path.Combine(RunningService.Root, "artifacts/obj/Touchstone.Service.Tests/walk");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(source)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        if (!File.Exists(Path.Combine(folder, "node_modules/axe-core/axe.min.js"))) await StartAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
        return await StartAsync("node", [script, .. arguments], folder);
    }

    private static async Task<IReadOnlyList<string>> StartAsync(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CHROMIUM"] = On("chromium");
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

    private static string? On(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);
}
