namespace Touchstone.Evaluation.DataSets;

/// <summary>Where the columns with a meaning stand in a manifest's header, and which columns remain.</summary>
/// <remarks>Names are compared without case, with blanks and hyphens as underscores. Of several names for one meaning the first of its list wins.</remarks>
internal sealed class ManifestColumns
{
    private static readonly string[] _file = ["file", "path", "file_name", "filename", "filepath"];
    private static readonly string[] _sha256 = ["sha256", "sha_256"];
    private static readonly string[] _label = ["label", "truth", "ground_truth"];
    private static readonly string[] _question = ["question", "questions"];
    private static readonly string[] _kind = ["kind", "manipulation", "manipulation_type", "attack_type", "method", "gen_family"];
    private static readonly string[] _mask = ["mask", "mask_path"];
    private static readonly string[] _subject = ["subject", "identity", "speaker", "person", "actor", "subject_id", "speaker_id"];
    private static readonly string[] _otherSubject = ["src_speaker", "source_subject", "source_identity", "source_speaker"];
    private static readonly string[] _session = ["session", "session_id", "recording", "recording_id"];
    private static readonly string[] _source = ["source_path", "source_file"];
    private static readonly string[] _collection = ["source_repo", "source"];
    private static readonly string[] _split = ["split", "partition"];

    internal ManifestColumns(IReadOnlyList<string> header)
    {
        string[] names = [.. header.Select(Normal)];
        int Find(string[] aliases) => aliases.Select(a => Array.IndexOf(names, a)).FirstOrDefault(i => i >= 0, -1);
        File = Find(_file);
        // Where another column names the file, "path" is where it was taken from.
        if (File >= 0 && names[File] != "path" && Array.IndexOf(names, "path") is >= 0 and var origin && Find(_source) < 0) names[origin] = "source_path";
        (Sha256, Label, Question, Kind, Mask) = (Find(_sha256), Find(_label), Find(_question), Find(_kind), Find(_mask));
        (Subject, OtherSubject, Session, Source, Collection, Split) = (Find(_subject), Find(_otherSubject), Find(_session), Find(_source), Find(_collection), Find(_split));
        // What has a property of its own is not kept a second time; a column without a name or with one that was there already is left out.
        int[] own = [File, Sha256, Label, Question, Mask, Subject, Session, Split];
        Further = [.. Enumerable.Range(0, names.Length).Where(i => !own.Contains(i) && names[i].Length > 0 && Array.IndexOf(names, names[i]) == i)];
        FurtherNames = new RowColumns.Names([.. Further.Select(i => names[i])]);
        Licence = Array.FindIndex(names, n => n is "licence" or "license");
        Consent = Array.IndexOf(names, "consent");
        Date = Array.FindIndex(names, n => n is "date" or "capture_date" or "captured");
    }

    internal int File { get; }
    internal int Sha256 { get; }
    internal int Label { get; }
    internal int Question { get; }
    internal int Kind { get; }
    internal int Mask { get; }
    internal int Subject { get; }
    internal int OtherSubject { get; }
    internal int Session { get; }
    internal int Source { get; }
    internal int Collection { get; }
    internal int Split { get; }
    internal int Licence { get; }
    internal int Consent { get; }
    internal int Date { get; }

    /// <summary>Places of the columns without a property of their own.</summary>
    internal int[] Further { get; }

    internal RowColumns.Names FurtherNames { get; }

    private static string Normal(string name) => name.Trim().Trim('\uFEFF').ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
