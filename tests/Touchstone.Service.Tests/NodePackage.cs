using System.Diagnostics;

namespace Touchstone.Service.Tests;

/// <summary>A folder of scripts for Node.js; the packages it needs are installed once, at their locked versions, beside the other built things.</summary>
internal static class NodePackage
{
    private static readonly SemaphoreSlim One = new(1);

    /// <summary>Why no script can be run here, or null.</summary>
    internal static string? Missing => On("npm") is null ? "npm is not installed; ./test installs it." : null;

    /// <summary>A copy of the folder with its packages.</summary>
    /// <param name="source">The folder, below this project.</param>
    internal static async Task<string> InstallAsync(string source)
    {
        var from = Path.Combine(RunningService.Root, "tests/Touchstone.Service.Tests", source);
        var folder = Path.Combine(RunningService.Root, "artifacts/obj/Touchstone.Service.Tests", Path.GetFileName(source));
        await One.WaitAsync();
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            var (wanted, installed) = (Path.Combine(folder, "package-lock.json"), Path.Combine(folder, "installed-lock.json"));
            if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == await File.ReadAllTextAsync(wanted)) return folder;
            using var npm = Process.Start(new ProcessStartInfo(On("npm")!, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
            Assert.True(npm.ExitCode == 0, $"npm ci in {source} ended with {npm.ExitCode}.");
            File.Copy(wanted, installed, overwrite: true);
            return folder;
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>Where a program lies, or null.</summary>
    internal static string? On(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);
}
