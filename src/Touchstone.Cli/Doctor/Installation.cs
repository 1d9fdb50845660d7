using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Touchstone.Media;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Cli.Doctor;

/// <summary>Looks at everything an examination needs from the machine.</summary>
internal static class Installation
{
    private const string InstallFfmpeg = "Run: sudo apt-get install -y ffmpeg";
    private const int VersionTimeoutMs = 10_000;

    internal static async Task<IReadOnlyList<Check>> ExamineAsync(CancellationToken cancel) =>
    [
        new("runtime", Environment.Version.Major >= 10, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}", "Install the .NET SDK 10."),
        await ToolAsync("ffmpeg", cancel),
        await ToolAsync("ffprobe", cancel),
        Prlimit(),
        Images(),
        Temporary(),
        new("processors", true, Plural(Environment.ProcessorCount, "core")),
        Memory(),
        await SupervisionAsync(cancel),
    ];

    private static async Task<Check> ToolAsync(string tool, CancellationToken cancel)
    {
        if (WorkerCommand.Find(tool) is not { } path) return new Check(tool, false, "not on PATH; recordings and videos are examined by structure alone", InstallFfmpeg);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(VersionTimeoutMs);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, ["-hide_banner", "-version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var line = await process.StandardOutput.ReadLineAsync(timeout.Token);
            // "ffmpeg version 5.1.6-0+deb12u1 Copyright …": the third word.
            return line?.Split(' ') is [_, "version", var version, ..] ? new Check(tool, true, $"{version}, {path}") : new Check(tool, false, $"{path} does not say its version", InstallFfmpeg);
        }
        catch (Exception e) when (e is Win32Exception or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return new Check(tool, false, $"{path} does not run", InstallFfmpeg);
        }
    }

    private static Check Prlimit() => WorkerCommand.Find("prlimit") is { } path
        ? new Check("prlimit", true, path)
        : new Check("prlimit", false, "not on PATH; files and core dumps of the examining process are not limited by the kernel", "Run: sudo apt-get install -y util-linux");

    private static Check Images()
    {
        var samples = ImageSamples.Read();
        var unreadable = samples.Where(s => !s.Fine).ToArray();
        var readable = string.Join(", ", samples.Where(s => s.Fine).Select(s => s.Detail));
        return unreadable.Length == 0
            ? new Check("image formats", true, readable)
            : new Check("image formats", false, $"readable {readable}; not readable {string.Join(", ", unreadable.Select(s => s.Name))}", unreadable[0].Advice);
    }

    private static Check Temporary()
    {
        var folder = Path.GetTempPath();
        try
        {
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new Check("temporary folder", true, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Check("temporary folder", false, $"{folder} cannot be written", "Set TMPDIR to a folder that can be written.");
        }
    }

    private static Check Memory()
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var needed = new SupervisionLimits().MemoryBytes;
        return new Check("memory", available >= needed, $"{available / (1L << 20):N0} MiB", $"One examination may use {needed / (1L << 20):N0} MiB; large files may end with {Codes.WorkerMemory} or earlier.");
    }

    /// <summary>The real thing: a sample through a process of its own.</summary>
    private static async Task<Check> SupervisionAsync(CancellationToken cancel)
    {
        const string name = "supervision";
        var sample = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await File.WriteAllBytesAsync(sample, ImageSamples.Bytes("sample/sample.jpg"), cancel);
            await using var pool = new ExaminationPool(new PoolOptions { Command = WorkerCommand.Beside(AppContext.BaseDirectory) }, TimeProvider.System);
            var fault = (await pool.ExamineAsync(sample, cancel)).Examination.Fault;
            return fault is null ? new Check(name, true, "a sample was examined in its own process") : new Check(name, false, $"{fault.Code}: {fault.Message}", "Build again: delete the artifacts folder and run ./touchstone.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Check(name, false, e.Message, "Build again: delete the artifacts folder and run ./touchstone.");
        }
        finally
        {
            File.Delete(sample);
        }
    }

    private static string Plural(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
