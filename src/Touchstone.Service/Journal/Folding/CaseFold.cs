using System.Globalization;
using System.Text.Json.Nodes;

namespace Touchstone.Service.Journal.Folding;

/// <summary>The state of cases and contents, computed from the lines of the journal alone.</summary>
public sealed class CaseFold
{
    private readonly Dictionary<string, Dictionary<string, string>> _facts = new(StringComparer.Ordinal);

    // By content: how its newest examination stands, which is how its cases stand.
    private readonly Dictionary<string, string> _standing = new(StringComparer.Ordinal);

    /// <summary>What is so after the lines that were added.</summary>
    public IEnumerable<StateFact> Facts => _facts.SelectMany(subject => subject.Value.Select(f => new StateFact(subject.Key, f.Key, f.Value)).Concat(
        subject.Value.TryGetValue("specimen", out var sha256) && _standing.TryGetValue(sha256, out var standing) ? [new StateFact(subject.Key, "standing", standing)] : []));

    /// <summary>Takes the next line in; lines of other things change nothing here.</summary>
    public void Add(JournalEntry line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Kind == JournalKinds.SpecimenDeleted) Delete(Of(Text(line, "sha256")));
        if (line.Subject is not { } subject) return;
        switch (line.Kind)
        {
            case JournalKinds.CaseOpened:
                (Of(subject)["number"], Of(subject)["specimen"], Of(subject)["access"]) = (Text(line, "number"), Text(line, "sha256"), "all");
                // It waits until its examination is told of; where the content is known, it stands as the other cases do.
                _standing.TryAdd(Text(line, "sha256"), "open");
                break;
            case JournalKinds.CaseAccessSet:
                Of(subject)["access"] = line.Data["restricted"]?.GetValue<bool>() == true ? string.Join(' ', (line.Data["to"] as JsonArray ?? []).Select(n => (string?)n)) : "all";
                break;
            case JournalKinds.SpecimenReceived:
                Of(Text(line, "sha256"))["media"] = "held";
                break;
            case JournalKinds.RightsRecorded:
                Of(subject)["rights"] = $"{Text(line, "rights")} {Text(line, "basis")} {Time(line.DataText("expires"))} {Text(line, "texts")}";
                break;
            case JournalKinds.CaseCleared:
                Clear(Of(subject));
                break;
            default:
                if (!AddWritten(line, Of(subject))) AddExamination(line);
                break;
        }
    }

    /// <summary>How a fact names the end of a ground; null for none.</summary>
    internal static string Time(DateTimeOffset? at) => at is { } end ? JournalEntry.Text(end) : "open";

    private static string Time(string? at) => at is null ? Time((DateTimeOffset?)null) : Time(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));

    /// <summary>What people wrote; false for a line of something else.</summary>
    private static bool AddWritten(JournalEntry line, Dictionary<string, string> facts)
    {
        var note = $"note {line.DataText("note")}";
        switch (line.Kind)
        {
            case JournalKinds.NoteWritten: facts[note] = $"{Text(line, "text")} {Text(line, "status")}"; return true;
            case JournalKinds.NoteStatusSet: facts[note] = $"{facts.GetValueOrDefault(note, "none").Split(' ')[0]} {Text(line, "status")}"; return true;
            case JournalKinds.NoteErased: facts[note] = $"erased {facts.GetValueOrDefault(note, "none").Split(' ')[^1]}"; return true;
            case JournalKinds.TagAdded: facts[$"tag {Text(line, "tag")}"] = Text(line, "text"); return true;
            case JournalKinds.TagRemoved: facts.Remove($"tag {Text(line, "tag")}"); return true;
            case JournalKinds.OpinionWritten: facts[$"opinion {line.Data["version"]}"] = $"{Text(line, "opinion")} {Text(line, "texts")}"; return true;
            case JournalKinds.ReportSigned:
                facts[$"report {Text(line, "report")}"] = $"{Text(line, "json")} {Text(line, "html")} {line.DataText("pdf") ?? "none"} {Text(line, "statement")}";
                return true;
            default: return false;
        }
    }

    // The lines stand at every case on the content; what they say is of the content.
    private void AddExamination(JournalEntry line)
    {
        if (line.DataText("examination") is not { } examination || line.DataText("sha256") is not { } sha256) return;
        var (name, facts) = ($"examination {examination}", Of(sha256));
        var now = line.Kind switch
        {
            JournalKinds.ExaminationRequested => line.DataText("state") is "Queued" or "Running" ? "open" : null,
            JournalKinds.ExaminationRetried => "open",
            JournalKinds.ExaminationDone => $"done {line.DataText("document") ?? "none"} {line.DataText("outcome") ?? "none"}",
            JournalKinds.ExaminationSetAside => "set-aside",
            JournalKinds.ExaminationCancelled => "cancelled",
            _ => null,
        };
        if (now is not null) facts[name] = now;
        if (facts.TryGetValue(name, out var stands)) _standing[sha256] = StandingOf(stands);
    }

    /// <summary>How cases stand by what is said of their examination: the same without the result's digest.</summary>
    private static string StandingOf(string examination) => examination.Split(' ') is ["done", _, var outcome] ? $"done {outcome}" : examination;

    private static void Delete(Dictionary<string, string> content)
    {
        content["media"] = "deleted";
        foreach (var (name, value) in content.Where(f => f.Value.StartsWith("done ", StringComparison.Ordinal)).ToList()) content[name] = $"done none {value.Split(' ')[^1]}";
    }

    private static void Clear(Dictionary<string, string> facts)
    {
        foreach (var (name, value) in facts.ToList())
        {
            switch (name.Split(' ')[0])
            {
                case "note" or "tag": facts.Remove(name); break;
                case "opinion": facts[name] = $"{value.Split(' ')[0]} erased"; break;
                case "report": facts[name] = value.EndsWith(" deleted", StringComparison.Ordinal) ? value : $"{value} deleted"; break;
            }
        }
    }

    private static string Text(JournalEntry line, string member) => line.DataText(member) ?? "none";

    private Dictionary<string, string> Of(string subject) => _facts.TryGetValue(subject, out var facts) ? facts : _facts[subject] = new(StringComparer.Ordinal);
}
