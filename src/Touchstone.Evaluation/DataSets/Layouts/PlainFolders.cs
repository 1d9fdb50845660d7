namespace Touchstone.Evaluation.DataSets.Layouts;

internal static class PlainFolders
{
    internal static Layout Layout { get; } = new("folders", "Plain folders",
        "folders named by label (real, fake, bonafide, spoof, …), anywhere in the path; folders train, val, test state the split, folders below a label the generator, folders mask or masks hold masks of the same name.",
        "the words of labels and kinds in docs/evaluation/data-sets.md", Read);

    private static IEnumerable<DataSetEntry> Read(LayoutFolder folder)
    {
        var masks = folder.Images.Where(IsMask).GroupBy(LayoutFolder.Stem).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var file in folder.Media.Where(f => !IsMask(f)))
        {
            var above = file.Split('/')[..^1];
            var at = Array.FindLastIndex(above, p => LabelVocabulary.Read(p) is Truth.Authentic or Truth.Manipulated);
            if (at < 0) continue;
            var fake = LabelVocabulary.Read(above[at]) == Truth.Manipulated;
            var generator = string.Join('/', above[(at + 1)..].Where(p => LabelVocabulary.Split(p) is not ("fit" or "calibrate" or "test")));
            var mask = fake && masks.TryGetValue(LayoutFolder.Stem(file), out var found) ? Path.Join(folder.Path, found) : null;
            var questions = QuestionVocabulary.OfKind(generator) ?? QuestionVocabulary.OfLabel(above[at], file, mask is not null) ?? [];
            yield return LayoutFolder.With(folder.Entry(file, fake ? generator : null, [.. questions]), ("generator", generator), ("kind", fake ? generator : "")) with
            {
                Label = above[at], MaskPath = mask,
                Split = above.Select(LabelVocabulary.Split).FirstOrDefault(s => s is "fit" or "calibrate" or "test") ?? "",
            };
        }
    }

    private static bool IsMask(string file) => file.Split('/').SkipLast(1).Any(p => p is "mask" or "masks" or "gt" or "groundtruth");
}
