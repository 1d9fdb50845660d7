using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets.Layouts;

internal static class GenImage
{
    internal static Layout Layout { get; } = new("genimage", "GenImage",
        "<generator>/…/{train,val}/{ai,nature}/*: ai was generated, nature is ImageNet.",
        "Zhu et al. 2023; GenImage-Dataset/GenImage", Read);

    private static IEnumerable<DataSetEntry> Read(LayoutFolder folder)
    {
        foreach (var file in folder.Images)
        {
            if (file.Split('/') is not [.. var above, "train" or "val" or "test", "ai" or "nature", _] parts || above.Length == 0) continue;
            var split = LabelVocabulary.Split(parts[^3]);
            // The same photograph of ImageNet stands beside several generators.
            yield return parts[^2] == "nature"
                ? LayoutFolder.With(folder.Entry(file, null), ("generator", "camera"), ("pair_group", above[0])) with { Session = "imagenet:" + LayoutFolder.Stem(file), Split = split }
                : LayoutFolder.With(folder.Entry(file, "generated", Question.Generated), ("generator", above[0]), ("pair_group", above[0])) with { Split = split };
        }
    }
}
