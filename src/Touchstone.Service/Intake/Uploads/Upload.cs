namespace Touchstone.Service.Intake.Uploads;

/// <summary>A file that comes in parts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Who sends it; nobody else sees it.</param>
/// <param name="Length">Bytes it will have.</param>
/// <param name="Offset">Bytes that came.</param>
/// <param name="ExpiresAt">When what came is thrown away, unless more comes.</param>
/// <param name="Receipt">What became of it, once it was taken in.</param>
public sealed record Upload(Guid Id, string Owner, long Length, long Offset, DateTimeOffset ExpiresAt, Receipt? Receipt);
