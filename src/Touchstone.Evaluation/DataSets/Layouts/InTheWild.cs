using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets.Layouts;

internal static class InTheWild
{
    internal static Layout Layout { get; } = new("in-the-wild", "In-the-Wild",
        "meta.csv with the columns file, speaker, label (bona-fide or spoof) beside the recordings.",
        "Müller et al. 2022; deepfake-total.com/in_the_wild", Read);

    private static IEnumerable<DataSetEntry> Read(LayoutFolder folder)
    {
        foreach (var list in folder.Files.Where(f => Path.GetFileName(f) == "meta.csv"))
        {
            var place = Path.GetDirectoryName(list)!.Replace('\\', '/');
            foreach (var row in DataSetReader.Read(Path.Join(folder.Path, list)).Set.Entries)
            {
                var file = place.Length == 0 ? row.Path : $"{place}/{row.Path}";
                if (row.Truth == Truth.Unstated || folder.Listed(list, (int)row.Row, file) is null) continue;
                yield return folder.Entry(file, row.Truth == Truth.Manipulated ? "tts or voice conversion" : null, Question.VoiceSynthetic) with { Label = row.Label, Subject = row.Subject };
            }
        }
    }
}
