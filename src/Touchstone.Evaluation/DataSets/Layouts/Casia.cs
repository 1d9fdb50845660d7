using System.Text.RegularExpressions;
using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets.Layouts;

internal static partial class Casia
{
    internal static Layout Layout { get; } = new("casia-v2", "CASIA v2",
        "Au/Au_ani_00001.jpg, Tp/Tp_{D,S}_…_ani00018_sec00096_00138.tif (D = from another photograph, S = from the same), and masks named as the file with _gt.png.",
        "Dong et al. 2013; masks: namtpham/casia2groundtruth", Read);

    private static IEnumerable<DataSetEntry> Read(LayoutFolder folder)
    {
        var masks = folder.Images.Where(f => f.EndsWith("_gt.png", StringComparison.Ordinal)).GroupBy(f => LayoutFolder.Stem(f)[..^3]).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var file in folder.Images)
        {
            var name = LayoutFolder.Stem(file);
            if (Authentic().Match(name) is { Success: true } whole)
            {
                yield return folder.Entry(file, null) with { Subject = whole.Groups[1].Value + whole.Groups[2].Value };
            }
            else if (Tampered().Match(name) is { Success: true } tampered && !name.EndsWith("_gt", StringComparison.Ordinal))
            {
                // Both photographs it was made of bind it: the one that was changed first.
                var same = tampered.Groups[1].Value == "S";
                yield return folder.Entry(file, same ? "copy_move" : "splice", same ? [Question.LocallyEdited, Question.Copied] : [Question.LocallyEdited]) with
                {
                    Subject = string.Join(';', ((string[])[tampered.Groups[2].Value, tampered.Groups[3].Value]).Distinct()),
                    MaskPath = masks.TryGetValue(name, out var mask) ? Path.Join(folder.Path, mask) : null,
                };
            }
        }
    }

    [GeneratedRegex(@"^Au_([a-z]+)_(\d+)$")]
    private static partial Regex Authentic();

    // Tp_D_CND_M_N_ani00018_sec00096_00138
    [GeneratedRegex(@"^Tp_([DS])_.*_([a-z]+\d+)_([a-z]+\d+)_\d+$")]
    private static partial Regex Tampered();
}
