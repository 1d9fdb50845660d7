using System.Diagnostics;

namespace Touchstone.Workbench.Supervision;

/// <summary>The program that examines under supervision.</summary>
/// <param name="FileName">Executable.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record WorkerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The verb of the command line that answers examination requests on its standard input.</summary>
    public const string Verb = "worker-child";

    /// <summary>Environment variable of the runtime: "0" examines without vector instructions.</summary>
    public const string PlainInstructions = "DOTNET_EnableHWIntrinsic";

    // What the process needs to find its runtime, ffmpeg and a place for temporary files. Everything else, secrets above all,
    // stays out of a process that reads hostile bytes. The runtime's switch for vector instructions lets results be compared with plainer processors.
    private static readonly string[] Inherited =
        [PlainInstructions, "PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "USERPROFILE", "SystemRoot", "TEMP", "TMP"];

    /// <summary>The command line beside this library.</summary>
    public static WorkerCommand Beside(string folder)
    {
        var executable = Path.Combine(folder, OperatingSystem.IsWindows() ? "touchstone.exe" : "touchstone");
        return File.Exists(executable)
            ? new WorkerCommand(executable, [Verb])
            : new WorkerCommand(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [Path.Combine(folder, "touchstone.dll"), Verb]);
    }

    /// <summary>How to start it, with the kernel's own limits where the system has <c>prlimit</c>.</summary>
    internal ProcessStartInfo StartInfo(SupervisionLimits limits)
    {
        List<string> line = [FileName, .. Arguments];
        if (Find("nice") is { } nice) line.InsertRange(0, [nice, "-n", "5"]);
        if (Find("prlimit") is { } prlimit) line.InsertRange(0, [prlimit, "--core=0", $"--nofile={limits.OpenFiles}", $"--fsize={limits.FileBytes}"]);
        // A session of its own, so that what it starts can be found and ended even where it has slipped out of the tree.
        if (Find("setsid") is { } setsid) line.Insert(0, setsid);
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        var kept = Inherited.Where(start.Environment.ContainsKey).ToDictionary(name => name, name => start.Environment[name]);
        start.Environment.Clear();
        foreach (var (name, value) in kept) start.Environment[name] = value;
        foreach (var (name, value) in RuntimeSettings(limits)) start.Environment[name] = value;
        return start;
    }

    /// <summary>A program on the search path, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(File.Exists);

    private static IEnumerable<(string, string)> RuntimeSettings(SupervisionLimits limits) =>
    [
        // Three quarters for managed memory; the rest is for native decoders and for ffmpeg. The runtime reads hexadecimal.
        ("DOTNET_GCHeapHardLimit", (limits.MemoryBytes / 4 * 3).ToString("X")),
        ("DOTNET_gcServer", "0"),
        ("DOTNET_gcConcurrent", "0"),
        ("DOTNET_EnableDiagnostics", "0"),
        ("DOTNET_DbgEnableMiniDump", "0"),
        ("DOTNET_NOLOGO", "1"),
        // The runtime's double mapping of code reserves a large memory file, which the limit on file size would refuse.
        ("DOTNET_EnableWriteXorExecute", "0"),
        // Few arenas: freed native memory goes back instead of being kept per thread.
        ("MALLOC_ARENA_MAX", "2"),
    ];
}
