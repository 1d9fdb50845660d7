using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets.Layouts;

internal static class CelebDf
{
    private const string TestList = "List_of_testing_videos.txt";

    internal static Layout Layout { get; } = new("celeb-df-v2", "Celeb-DF v2",
        "Celeb-real/id0_0000.mp4, YouTube-real/00000.mp4, Celeb-synthesis/id0_id1_0000.mp4, and List_of_testing_videos.txt with lines \"1 YouTube-real/00170.mp4\" (1 = real).",
        "Li et al. 2020; yuezunli/celeb-deepfakeforensics", Read);

    private static IEnumerable<DataSetEntry> Read(LayoutFolder folder)
    {
        HashSet<string> test = [.. folder.Exists(TestList) ? folder.Fields(TestList, 2).Select(l => l.Fields[1]) : []];
        foreach (var file in folder.Videos)
        {
            if (file.Split('/') is not [var side, _]) continue;
            var parts = LayoutFolder.Stem(file).Split('_');
            var entry = (side, parts) switch
            {
                ("Celeb-real", [var person, _]) => folder.Entry(file, null) with { Subject = person, Session = LayoutFolder.Stem(file) },
                ("YouTube-real", _) => folder.Entry(file, null) with { Session = "youtube" + LayoutFolder.Stem(file) },
                // The video of the first with the face of the second.
                ("Celeb-synthesis", [var target, var source, var clip]) => LayoutFolder.With(folder.Entry(file, "face_swap", Question.FaceReplaced), ("generator", "Celeb-DF synthesis")) with
                {
                    Subject = $"{source};{target}", Session = $"{target}_{clip}",
                },
                _ => null,
            };
            if (entry is not null) yield return entry with { Split = test.Count == 0 ? "" : test.Contains(file) ? "test" : "fit" };
        }
    }
}
