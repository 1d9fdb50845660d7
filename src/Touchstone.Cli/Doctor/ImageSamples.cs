using System.Reflection;
using Touchstone.Media;

namespace Touchstone.Cli.Doctor;

/// <summary>Decodes a tiny test picture of every still-image format, because what is readable depends on native libraries.</summary>
/// <remarks>The samples are ffmpeg's test pattern, 16 × 16 (HEIC: 64 × 64), a few hundred bytes each.</remarks>
internal static class ImageSamples
{
    private const string Prefix = "sample/";

    internal static IReadOnlyList<Check> Read() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

    internal static byte[] Bytes(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Check Read(string resource)
    {
        var name = resource[Prefix.Length..];
        if (!Intake.TryOpen(name, Bytes(resource), Limits.Default, out var specimen, out var fault)) return Missing(name, fault.Message);
        using (specimen)
            return specimen.Pixels.TryGet(out var pixels, out fault) && pixels.Width > 0 ? new Check(name, true, specimen.Format.Name()) : Missing(name, fault?.Message ?? "no pixels");
    }

    private static Check Missing(string name, string why) => new(name, false, why, "The native image library of this build cannot read the format; such files are examined by structure alone.");
}
