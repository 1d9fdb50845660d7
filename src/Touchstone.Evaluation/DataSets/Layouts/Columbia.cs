using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets.Layouts;

internal static class Columbia
{
    internal static Layout Layout { get; } = new("columbia", "Columbia uncompressed image splicing",
        "4cam_auth/canong3_02_sub_01.tif, 4cam_splc/canong3_canonxt_sub_01.tif, and edgemask/*_edgemask.jpg in both. The edge masks mark borders in colours and are kept as a column.",
        "Hsu & Chang 2006; Columbia DVMM", Read);

    private static IEnumerable<DataSetEntry> Read(LayoutFolder folder)
    {
        foreach (var file in folder.Images)
        {
            var parts = file.Split('/');
            if (parts.Length < 2 || parts[^2] is not ("4cam_auth" or "4cam_splc")) continue;
            var spliced = parts[^2] == "4cam_splc";
            var words = LayoutFolder.Stem(file).Split('_');
            var edges = $"{string.Join('/', parts[..^1])}/edgemask/{LayoutFolder.Stem(file)}_edgemask.jpg";
            yield return LayoutFolder.With(folder.Entry(file, spliced ? "splice" : null, Question.LocallyEdited), ("camera", words[0]), ("donor_camera", spliced && words.Length > 1 ? words[1] : ""), ("edge_mask", folder.Exists(edges) ? edges : ""));
        }
    }
}
