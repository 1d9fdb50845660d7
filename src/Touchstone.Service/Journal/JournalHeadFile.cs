using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Touchstone.Media;

namespace Touchstone.Service.Journal;

/// <summary>The end of the journal in a signed file outside the database: lines cut off its end are missed by it.</summary>
public sealed class JournalHeadFile(string path)
{
    private readonly Lock _one = new();

    internal void Write(JournalHead head, JournalKey key)
    {
        lock (_one)
        {
            // Nodes that share the folder write it side by side, each by a name of its own.
            // A node that was given the key (--journal-key) has no folder of keys before it writes.
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var beside = $"{path}.{Environment.ProcessId}.part";
            File.WriteAllText(beside, JsonSerializer.Serialize(SignedHead.Of(head, key), JsonSerializerOptions.Web));
            File.Move(beside, path, overwrite: true);
        }
    }

    /// <summary>The last end that was written, or null where there is none.</summary>
    /// <exception cref="JournalException">The file is damaged.</exception>
    public SignedHead? Read() => File.Exists(path) ? SignedHead.Parse(File.ReadAllText(path)) : null;
}

/// <summary>The end of a journal with a signature over it.</summary>
/// <param name="Sequence">Number of the last line.</param>
/// <param name="Hash">Its link, hexadecimal.</param>
/// <param name="At">Its time.</param>
/// <param name="Key">Id of the key that signed.</param>
/// <param name="Signature">Signature over the SHA-256 of <see cref="Statement"/>, r and s in base 64.</param>
public sealed record SignedHead(long Sequence, string Hash, DateTimeOffset At, string Key, string Signature)
{
    /// <summary>What is signed: five lines of text, each ended by a line feed. The first keeps it apart from everything else the key signs.</summary>
    public string Statement => string.Create(CultureInfo.InvariantCulture, $"touchstone journal head\n{Sequence}\n{Hash}\n{JournalEntry.Text(At)}\n{Key}\n");

    internal static SignedHead Of(JournalHead head, JournalKey key)
    {
        var unsigned = new SignedHead(head.Sequence, head.Hash, head.At, key.Id, "");
        return unsigned with { Signature = Convert.ToBase64String(key.Sign(unsigned.Digest())) };
    }

    /// <exception cref="JournalException">The text is no such file.</exception>
    internal static SignedHead Parse(string text)
    {
        try
        {
            if (JsonSerializer.Deserialize<SignedHead>(text, Strict) is { } head) return head;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new JournalException(Codes.JournalHead, "The file of the journal's end is damaged.");
    }

    internal bool IsSignedBy(JournalKey key)
    {
        var signature = new byte[Signature.Length];
        return Convert.TryFromBase64String(Signature, signature, out var length) && key.Verifies(Digest(), signature.AsSpan(0, length));
    }

    private static JsonSerializerOptions Strict { get; } = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    private byte[] Digest() => SHA256.HashData(Encoding.UTF8.GetBytes(Statement));
}
