using System.Text.Json;
using System.Text.Json.Serialization;
using Touchstone.Media;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Backups;

/// <summary>What a backup holds.</summary>
/// <param name="Form">Form of the archive.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Engine">Version that made it.</param>
/// <param name="Rows">Rows by table.</param>
/// <param name="Lines">Lines of the journal.</param>
/// <param name="End">Link of the last line.</param>
/// <param name="Key">Id of the journal's key, or null before its first line.</param>
/// <param name="KeysIncluded">Whether the private keys are in the archive.</param>
/// <param name="Parts">Everything in the archive but this.</param>
/// <param name="MediaElsewhere">Contents that stayed in their store, by digest.</param>
/// <param name="MediaDamaged">Contents that no longer were what their digest says when the backup was made; left out.</param>
public sealed record BackupManifest(
    string Form, DateTimeOffset Made, string Engine, IReadOnlyDictionary<string, long> Rows, long Lines, string End, string? Key, bool KeysIncluded,
    IReadOnlyList<BackupPart> Parts, IReadOnlyList<string> MediaElsewhere, IReadOnlyList<string> MediaDamaged)
{
    internal const string Name = "manifest.json";
    internal const string Database = "touchstone.db";
    internal const string Head = "journal-head.json";
    internal const string JournalKey = "keys/journal.pem";
    internal const string CookieKeys = "keys/cookies/";
    internal const string Media = "media/";
    internal const string CurrentForm = "touchstone backup 1";

    /// <summary>Whether the journal has a line about this backup; not without its key.</summary>
    [JsonIgnore]
    public bool IsNoted { get; init; }

    /// <summary>Contents in the archive.</summary>
    [JsonIgnore]
    public IEnumerable<BackupPart> MediaParts => Parts.Where(p => p.Name.StartsWith(Media, StringComparison.Ordinal));

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Strict);

    /// <exception cref="ServiceException">The bytes are no such manifest.</exception>
    internal static BackupManifest Read(Stream bytes)
    {
        try
        {
            if (JsonSerializer.Deserialize<BackupManifest>(bytes, Strict) is { Form: CurrentForm } manifest) return manifest;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new ServiceException(Codes.BackupMalformed, $"The archive's {Name} is damaged, or of a form that this version does not know.");
    }

    private static JsonSerializerOptions Strict { get; } = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, WriteIndented = true };
}

/// <summary>A part of an archive.</summary>
/// <param name="Name">Name in the archive.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">Digest.</param>
public sealed record BackupPart(string Name, long Bytes, string Sha256);
