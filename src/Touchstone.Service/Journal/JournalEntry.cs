using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Media;

namespace Touchstone.Service.Journal;

/// <summary>One line of the journal: what happened, to what, by whom, and which key signs it. How lines are linked is said in <see cref="JournalLink"/>.</summary>
/// <param name="Sequence">1 for the first; no number is ever left out or used twice.</param>
/// <param name="At">When, to the microsecond, UTC.</param>
/// <param name="Actor">Id of the person or part of the system that did it; never a name.</param>
/// <param name="Kind">What happened, of <see cref="JournalKinds"/>.</param>
/// <param name="Subject">Id of the case it belongs to, or null.</param>
/// <param name="Data">What a fold needs: ids, digests, codes. Texts of people are held beside the journal and named here by digest, so that they can be erased.</param>
/// <param name="Key">Id of the key that signs it, <see cref="JournalKey.Id"/>.</param>
public sealed record JournalEntry(long Sequence, DateTimeOffset At, string Actor, string Kind, string? Subject, JsonObject Data, string Key)
{
    /// <summary>The bytes that are hashed: UTF-8 JSON, the members in this order, no white space. They are stored as they are and never written anew.</summary>
    public byte[] ToBody()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", Sequence);
            json.WriteString("at", Text(At));
            json.WriteString("actor", Actor);
            json.WriteString("kind", Kind);
            json.WriteString("subject", Subject);
            json.WritePropertyName("data");
            Data.WriteTo(json);
            json.WriteString("key", Key);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a stored body.</summary>
    /// <exception cref="JournalException">The bytes are no line of a journal.</exception>
    public static JournalEntry Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var line = JsonNode.Parse(body)!.AsObject();
            var at = DateTime.ParseExact((string)line["at"]!, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            return new JournalEntry((long)line["sequence"]!, new DateTimeOffset(at), (string)line["actor"]!, (string)line["kind"]!, (string?)line["subject"],
                (JsonObject)line["data"]!.DeepClone(), (string)line["key"]!);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or NullReferenceException or InvalidCastException or ArgumentException)
        {
            throw new JournalException(Codes.JournalMalformed, "These bytes are no line of a journal.", e);
        }
    }

    /// <summary>A text among the data, or null where there is none; a body from elsewhere may hold anything under any name.</summary>
    internal string? DataText(string member)
    {
        try
        {
            return Data[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // Bytes that are no text, or two members of one name: found only when they are read.
            return null;
        }
    }

    internal static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);

    private const string TimeForm = "yyyy-MM-ddTHH:mm:ss.ffffffZ";
}

/// <summary>The journal cannot be read or does not hold.</summary>
public sealed class JournalException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Code, of Codes.</summary>
    public string Code => code;
}
