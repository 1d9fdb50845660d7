namespace Touchstone.Media;

/// <summary>Reads a whole file that a command works with, never a pipe that would wait for ever nor more than there may be.</summary>
public static class BoundedFile
{
    /// <summary>The bytes of a regular file.</summary>
    /// <param name="path">The file; a link is followed, for the operator named it.</param>
    /// <param name="maximumBytes">Most bytes it may have.</param>
    /// <exception cref="IOException">There is no such file, it is none, is larger, or cannot be read; the message ends with a code.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path, int maximumBytes)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder, not a file. ({Codes.IntakeNotRegularFile})");
        if (!File.Exists(path)) throw new IOException($"There is no file {path}. ({Codes.IntakeNotFound})");
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if (FileNature.Special(target) is { } nature) throw new IOException($"{path} is {nature}, not a file. ({Codes.IntakeNotRegularFile})");
        using var stream = new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.Read);
        // What grows while it is read, or states no length, is bounded as well.
        var bytes = new byte[Math.Min(stream.Length, maximumBytes) + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= maximumBytes && stream.Length <= maximumBytes ? bytes[..length] : throw new IOException($"{path} has more than {maximumBytes:N0} bytes. ({Codes.LimitBytes})");
    }
}
