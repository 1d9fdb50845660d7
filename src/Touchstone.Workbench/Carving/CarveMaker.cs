using Touchstone.Engine;
using Touchstone.Media;
using Touchstone.Media.Carving;

namespace Touchstone.Workbench.Carving;

/// <summary>Carves a file inside the supervised process, whether or not its format is known.</summary>
internal static class CarveMaker
{
    /// <summary>The pictures inside a file, or why it cannot be read at all.</summary>
    internal static (CarvedPictures? Carved, Fault? Fault) Of(string path, Limits limits, CancellationToken cancel)
    {
        if (Intake.TryOpen(path, limits, out var specimen, out var fault, cancel))
            using (specimen) return (Carver.Of(specimen, cancel), null);
        // Remains of a disk or a memory have no format; intake has checked by then that it is a regular file within the bounds.
        if (fault.Code != Codes.IntakeUnknownFormat) return (null, fault);
        using var bytes = ByteSource.Open(path);
        return (Carver.Of(bytes, limits, null, cancel), null);
    }

    /// <summary>What the process knows of the file beside what was carved: its name; the parent adds the hash.</summary>
    internal static SpecimenFacts Facts(string path) =>
        new(Path.GetFileName(path), null, 0, MediaFormat.Unknown, MediaKind.Unknown, new Dictionary<string, string>(), []);
}
