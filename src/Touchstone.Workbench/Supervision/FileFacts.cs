using Touchstone.Engine;
using Touchstone.Media;

namespace Touchstone.Workbench.Supervision;

/// <summary>What can be said of a file without decoding it: name, length, hash.</summary>
internal static class FileFacts
{
    internal static SpecimenFacts Of(string path, Limits limits, CancellationToken cancel)
    {
        var nothing = new SpecimenFacts(Path.GetFileName(path), null, 0, MediaFormat.Unknown, MediaKind.Unknown, new Dictionary<string, string>(), []);
        try
        {
            var info = new FileInfo(path);
            // A link is not followed. Pipes and devices have no length and would block: nothing without a length is opened.
            if (!info.Exists || info.LinkTarget is not null) return nothing;
            if (info.Length == 0 || info.Length > limits.MaximumBytes) return nothing with { Bytes = info.Length };
            using var bytes = ByteSource.Open(path);
            return nothing with { Bytes = bytes.Length, Sha256 = Sha256.Of(bytes, cancel).Hex };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return nothing;
        }
    }
}
