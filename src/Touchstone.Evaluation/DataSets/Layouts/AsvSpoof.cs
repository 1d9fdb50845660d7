using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets.Layouts;

/// <summary>The protocols of the ASVspoof challenges: one line per recording, fields between blanks.</summary>
internal static class AsvSpoof
{
    internal static Layout Layout2019 { get; } = new("asvspoof2019", "ASVspoof 2019 (LA and PA)",
        "protocols ASVspoof2019.{LA,PA}.cm.{train.trn,dev.trl,eval.trl}.txt with \"speaker file environment attack key\" and …_{train,dev,eval}/flac/*.flac.",
        "Todisco et al. 2019; README.LA.txt and README.PA.txt of the database", Read2019);

    internal static Layout Layout2021 { get; } = new("asvspoof2021", "ASVspoof 2021 (LA and DF)",
        "keys/{LA,DF}/CM/trial_metadata.txt with \"speaker file codec transmission-or-source attack key trim subset …\" and …/flac/*.flac.",
        "Yamagishi et al. 2021; asvspoof-challenge/2021, eval-package", Read2021);

    internal static Layout Layout5 { get; } = new("asvspoof5", "ASVspoof 5 (track 1)",
        "ASVspoof5.{train,dev.track_1,eval.track_1}.tsv with \"speaker file gender codec codec_q codec_seed attack_tag attack_label key tmp\", between blanks, and flac_{T,D,E_eval}/*.flac.",
        "Wang et al. 2024; README of the database, zenodo.org/records/14498691", Read5);

    // LA_0079 LA_T_1138215 - - bonafide; PA has the room's identifier third.
    private static IEnumerable<DataSetEntry> Read2019(LayoutFolder folder) =>
        from list in folder.Files.Where(f => Path.GetFileName(f).StartsWith("ASVspoof2019.", StringComparison.Ordinal) && f.Contains(".cm.", StringComparison.Ordinal) && f.EndsWith(".txt", StringComparison.Ordinal))
        let sounds = ByName(folder)
        let split = list.Contains(".train.", StringComparison.Ordinal) ? "fit" : list.Contains(".dev.", StringComparison.Ordinal) ? "calibrate" : "test"
        let replayed = list.Contains(".PA.", StringComparison.Ordinal)
        from line in folder.Fields(list, 5)
        let file = Find(folder, sounds, list, line)
        where file is not null
        let entry = Entry(folder, file, line.Fields[4], line.Fields[3], replayed)
        where entry is not null
        select LayoutFolder.With(entry, ("environment", line.Fields[2])) with { Subject = line.Fields[0], Split = split };

    // LA_0009 LA_E_9332881 alaw ita_tx A07 spoof notrim eval
    private static IEnumerable<DataSetEntry> Read2021(LayoutFolder folder) =>
        from list in folder.Files.Where(f => f.EndsWith("CM/trial_metadata.txt", StringComparison.Ordinal))
        let sounds = ByName(folder)
        from line in folder.Fields(list, 8)
        let file = Find(folder, sounds, list, line)
        where file is not null
        let entry = Entry(folder, file, line.Fields[5], line.Fields[4], false)
        where entry is not null
        select LayoutFolder.With(entry, ("codec", line.Fields[2]), ("transmission", line.Fields[3]), ("trim", line.Fields[6]), ("subset", line.Fields[7]), ("vocoder", line.Fields.Length > 8 ? line.Fields[8] : "")) with { Subject = line.Fields[0], Split = "test" };

    // T_4850 T_0000000000 F - - - AC3 A05 spoof -
    private static IEnumerable<DataSetEntry> Read5(LayoutFolder folder) =>
        from list in folder.Files.Where(f => Path.GetFileName(f).StartsWith("ASVspoof5.", StringComparison.Ordinal) && f.EndsWith(".tsv", StringComparison.Ordinal) && !f.Contains("track_2", StringComparison.Ordinal))
        let sounds = ByName(folder)
        let split = list.Contains(".train.", StringComparison.Ordinal) ? "fit" : list.Contains(".dev.", StringComparison.Ordinal) ? "calibrate" : "test"
        from line in folder.Fields(list, 9)
        let file = Find(folder, sounds, list, line)
        where file is not null
        let entry = Entry(folder, file, line.Fields[8], line.Fields[7], false)
        where entry is not null
        select LayoutFolder.With(entry, ("sex", line.Fields[2]), ("codec", line.Fields[3]), ("codec_quality", line.Fields[4] == "0" ? "" : line.Fields[4]), ("attack_tag", line.Fields[6])) with { Subject = line.Fields[0], Split = split };

    private static Dictionary<string, string> ByName(LayoutFolder folder) => folder.Sounds.GroupBy(LayoutFolder.Stem).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private static string? Find(LayoutFolder folder, Dictionary<string, string> sounds, string list, (int Line, string[] Fields) line) =>
        sounds.GetValueOrDefault(line.Fields[1]) ?? folder.Listed(list, line.Line, line.Fields[1] + ".flac");

    // A replayed recording is bona fide speech played again: none of the questions asks for that.
    private static DataSetEntry? Entry(LayoutFolder folder, string file, string key, string attack, bool replayed) => key switch
    {
        "bonafide" => folder.Entry(file, null) with { Label = "bonafide" },
        "spoof" => LayoutFolder.With(replayed ? folder.Entry(file, "replay") : folder.Entry(file, "tts or voice conversion", Question.VoiceSynthetic), ("generator", attack)) with { Label = "spoof" },
        _ => null,
    };
}
