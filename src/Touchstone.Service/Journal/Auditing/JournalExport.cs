using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Service.Cases.Access;

namespace Touchstone.Service.Journal.Auditing;

/// <summary>Lines of the journal as a file: comma-separated values, or one JSON object a line.</summary>
public sealed class JournalExport(JournalLines lines, JournalStore journal, JournalReader reader)
{
    /// <summary>Names of the forms.</summary>
    public const string Csv = "csv", JsonLines = "jsonl";

    private static readonly string[] Columns = ["sequence", "at", "actor", "name", "kind", "words", "case", "number", "data", "key", "link", "signature"];

    /// <summary>Writes in the journal who takes what away; returns the question without the lines that come after.</summary>
    public async Task<JournalQuery> NoteAsync(JournalQuery query, string form, string actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        var through = (await reader.LastAsync(cancel)).Sequence;
        await journal.WriteAsync((_, pen) => pen.Write(actor, JournalKinds.JournalExported, null, new JsonObject { ["format"] = form, ["filter"] = query.ToQuery(), ["through"] = through }), cancel);
        return query with { Before = through + 1, Count = JournalLines.MostPerPage };
    }

    /// <summary>Writes all lines of a question, newest first, a page after another.</summary>
    public async Task WriteAsync(Stream output, JournalQuery query, CaseViewer viewer, string form, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        if (form == Csv) await writer.WriteLineAsync(string.Join(',', Columns));
        else writer.NewLine = "\n";
        for (long? before = query.Before; before is not null;)
        {
            var part = await lines.FindAsync(query with { Before = before }, viewer, prove: false, cancel);
            foreach (var item in part.Items) await writer.WriteLineAsync(form == Csv ? Row(item) : Text(item));
            await writer.FlushAsync(cancel);
            before = part.Next is { } next ? long.Parse(next, CultureInfo.InvariantCulture) : null;
        }
    }

    private static string Row(JournalItem item) => string.Join(',', new[]
    {
        item.Sequence.ToString(CultureInfo.InvariantCulture), JournalEntry.Text(item.At), item.Actor, item.Name ?? "", item.Kind, item.Words, item.Case?.ToString() ?? "", item.Number ?? "",
        item.Data.ToJsonString(), item.Key, item.Link, item.Signature,
    }.Select(Cell));

    private static string Text(JournalItem item)
    {
        var line = JsonSerializer.SerializeToNode(item, JsonSerializerOptions.Web)!.AsObject();
        line.Remove("holds");
        line["at"] = JournalEntry.Text(item.At);
        return line.ToJsonString();
    }

    // RFC 4180. A name that a spreadsheet would take for a formula is kept a text by the sign that all of them read so.
    internal static string Cell(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]) text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
