using System.Diagnostics;
using Touchstone.Media;
using Touchstone.Media.Ffmpeg;

namespace Touchstone.Tests.Media.Ffmpeg;

/// <summary>Media that ffmpeg renders for a test, in a folder of its own that goes with it.</summary>
internal sealed class MadeMedia : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("touchstone-test-").FullName;

    internal MadeMedia()
    {
        if (FfmpegTools.Ffmpeg is null || FfmpegTools.Ffprobe is null) Assert.Skip("skipped: no ffmpeg");
    }

    internal string Path(string name) => System.IO.Path.Combine(_folder, name);

    /// <summary>Renders one file; the last argument is its name in the folder.</summary>
    internal string Make(params string[] arguments)
    {
        var path = Path(arguments[^1]);
        var start = new ProcessStartInfo(FfmpegTools.Ffmpeg!, ["-nostdin", "-v", "error", "-y", .. arguments[..^1], path]) { WorkingDirectory = _folder, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return path;
    }

    internal string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    /// <summary>A specimen of a known format, so that these tests do not hang on the sniffer.</summary>
    internal static Specimen Open(string path, MediaFormat format, Limits? limits = null)
    {
        var bytes = ByteSource.Open(path);
        var cancel = TestContext.Current.CancellationToken;
        return new Specimen(System.IO.Path.GetFileName(path), path, bytes, Sha256.Of(bytes, cancel), format, limits ?? Limits.Default, cancel);
    }

    /// <summary>A specimen in memory.</summary>
    internal static Specimen Of(byte[] bytes, MediaFormat format, Limits? limits = null) =>
        new("memory", null, ByteSource.Of(bytes), Sha256.Of(bytes), format, limits ?? Limits.Default, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
