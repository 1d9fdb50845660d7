using System.Diagnostics;

namespace Touchstone.Service.Tests;

/// <summary>Videos that ffmpeg renders for a test.</summary>
internal static class MadeVideo
{
    /// <summary>Why none can be made here, or null.</summary>
    internal static string? Missing => NodePackage.On("ffmpeg") is null ? "ffmpeg is not installed; ./test installs it." : null;

    /// <summary>Three shots of two seconds at ten frames a second, one colour each, with a tone: MPEG-4 part 2 in AVI, which no browser plays.</summary>
    /// <param name="frequency">Of the tone, Hz: another number is another content.</param>
    internal static async Task<byte[]> ThreeShotsAsync(int frequency)
    {
        var path = Path.Combine(Path.GetTempPath(), $"touchstone-test-{Guid.NewGuid():N}.avi");
        try
        {
            string[] shots = [.. new[] { "red", "lime", "blue" }.SelectMany(c => new[] { "-f", "lavfi", "-i", $"color={c}:size=320x240:rate=10:duration=2" })];
            using var process = Process.Start(new ProcessStartInfo(NodePackage.On("ffmpeg")!,
                ["-nostdin", "-v", "error", .. shots, "-f", "lavfi", "-i", $"sine=frequency={frequency}:duration=6", "-filter_complex", "[0][1][2]concat=n=3[v]", "-map", "[v]", "-map", "3", "-c:v", "mpeg4", "-c:a", "pcm_s16le", path]))!;
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
