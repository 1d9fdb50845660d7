using System.Diagnostics.CodeAnalysis;

namespace Touchstone.Media;

/// <summary>Turns a path or bytes into a specimen, or into a coded fault that says what to do.</summary>
public static class Intake
{
    /// <summary>Opens, bounds, hashes and sniffs a file.</summary>
    /// <param name="path">A regular file; links are refused.</param>
    /// <param name="limits">Bounds for this specimen and all its views.</param>
    /// <param name="specimen">The specimen; the caller disposes it.</param>
    /// <param name="fault">Why there is none.</param>
    /// <param name="cancel">Stops hashing, and later every view.</param>
    public static bool TryOpen(string path, Limits limits, [NotNullWhen(true)] out Specimen? specimen, [NotNullWhen(false)] out Fault? fault, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(limits);
        specimen = null;
        fault = CheckPath(path);
        if (fault is not null) return false;
        ByteSource bytes;
        try
        {
            bytes = ByteSource.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = Fault.Damaged(Codes.IntakeUnreadable, $"The file may not be read ({e.Message}). Check its permissions.");
            return false;
        }
        if (TryMake(System.IO.Path.GetFileName(path), System.IO.Path.GetFullPath(path), bytes, limits, out specimen, out fault, cancel)) return true;
        bytes.Dispose();
        return false;
    }

    /// <summary>Makes a specimen of bytes in memory; views that need ffmpeg are missing.</summary>
    public static bool TryOpen(string name, ReadOnlyMemory<byte> bytes, Limits limits, [NotNullWhen(true)] out Specimen? specimen, [NotNullWhen(false)] out Fault? fault, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return TryMake(name, null, ByteSource.Of(bytes), limits, out specimen, out fault, cancel);
    }

    private static Fault Empty => Fault.Damaged(Codes.IntakeEmpty, "The file is empty (0 bytes). Get a complete copy.");

    // What .NET puts in place of bytes of a name that are no UTF-8; the file cannot be reached by the name that results.
    private const char NotUtf8 = '\uFFFD';

    private static Fault Unnameable => Fault.Damaged(Codes.IntakeUnreadable, "The file's name or folder is not valid UTF-8, so it cannot be opened. Rename a copy.");

    private static Fault? CheckPath(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null) return Fault.Damaged(Codes.IntakeLink, "This is a link, and links are not followed. Give the file it points to.");
        if (Directory.Exists(path)) return Fault.Damaged(Codes.IntakeNotRegularFile, "This is a folder. Give a file, or let the command walk the folder.");
        if (!info.Exists) return path.Contains(NotUtf8) ? Unnameable : Fault.Damaged(Codes.IntakeNotFound, "There is no such file. Check the path.");
        if (FileNature.Special(path) is { } nature) return Fault.Damaged(Codes.IntakeNotRegularFile, $"This is {nature}, not a file. Copy the media into a file first.");
        // Where the system does not tell, a pipe, device or socket still has no length; nothing without a length is opened.
        return info.Length == 0 ? Empty : null;
    }

    private static bool TryMake(string name, string? path, ByteSource bytes, Limits limits, [NotNullWhen(true)] out Specimen? specimen, [NotNullWhen(false)] out Fault? fault, CancellationToken cancel)
    {
        specimen = null;
        fault = null;
        if (bytes.Length == 0)
            fault = Empty;
        else if (bytes.Length > limits.MaximumBytes)
            fault = Fault.Damaged(Codes.LimitBytes, $"The file has {bytes.Length:N0} bytes; the limit is {limits.MaximumBytes:N0}. Cut it, or raise the limit.");
        if (fault is not null) return false;
        var format = Sniffer.Sniff(bytes);
        if (format == MediaFormat.Unknown)
        {
            fault = Fault.Damaged(Codes.IntakeUnknownFormat, "The content is no known image, audio, video or document format. Convert it, or check that it is complete.");
            return false;
        }
        specimen = new Specimen(name, path, bytes, Sha256.Of(bytes, cancel), format, limits, cancel);
        return true;
    }
}
