namespace Touchstone.Service.Intake;

/// <summary>What became of media that came in.</summary>
/// <param name="Case">The case that was opened.</param>
/// <param name="Number">Its number, for people.</param>
/// <param name="Sha256">Digest of the content.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Known">Whether the same content had come in before; its examination is used again.</param>
public sealed record Receipt(Guid Case, string Number, string Sha256, long Bytes, bool Known);

/// <summary>Media that cannot be taken in.</summary>
public sealed class IntakeException(string code, string message) : Exception(message)
{
    /// <summary>Code, of Codes.</summary>
    public string Code => code;
}
