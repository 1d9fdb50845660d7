using Touchstone.Evaluation.Estimates;
using Touchstone.Numerics;
using Touchstone.Provenance;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>Single bits flipped in the media of every signed file: none may be reported intact.</summary>
internal static class TamperFigures
{
    private const int FlipsPerFile = 10;

    internal static IEnumerable<Figure> Measure(CredentialVectors set, CancellationToken cancel)
    {
        var (files, flips) = (0, 0);
        List<string> missed = [];
        foreach (var vector in set.Items)
        {
            var options = set.Options(vector, "test", ValidationPolicy.Strict);
            var bytes = File.ReadAllBytes(vector.Path);
            if (!IsIntact(bytes, options, cancel)) continue;
            files++;
            ByteRange[] media = [.. LayoutReader.Read(AssetBytes.Of(bytes), options.Limits, cancel).Regions.Where(r => r.Role == RegionRole.Media && r.Range.Length > 0).Select(r => r.Range)];
            if (media.Length == 0) continue;
            var chance = new Seeded((ulong)files);
            for (var i = 0; i < FlipsPerFile; i++)
            {
                var at = Place(media, chance);
                var bit = (byte)(1 << chance.NextInt(8));
                bytes[at] ^= bit;
                flips++;
                if (IsIntact(bytes, options, cancel)) missed.Add($"{vector.Name} at {at}");
                bytes[at] ^= bit;
            }
        }
        yield return new Figure($"{set.Name}: media bytes flipped and reported intact", Rate.Of(missed.Count, flips), Target.NoMoreThan(0), $"{FlipsPerFile} flips in each of {files} intact signed files{(missed.Count > 0 ? ": " + string.Join(", ", missed.Take(5)) : "")}");
    }

    private static bool IsIntact(byte[] bytes, ValidationOptions options, CancellationToken cancel) =>
        CredentialValidator.Validate(AssetBytes.Of(bytes), options, cancel: cancel).Axes.Any(a => a is { Axis: Axis.Integrity, Level: AxisLevel.Good });

    private static long Place(ByteRange[] media, Seeded chance)
    {
        var left = (long)(chance.NextUnit() * media.Sum(r => r.Length));
        foreach (var range in media)
        {
            if (left < range.Length) return range.Start + left;
            left -= range.Length;
        }
        return media[^1].End - 1;
    }
}
