namespace Touchstone.Provenance.Statuses;

/// <summary>One coded result of one check.</summary>
/// <param name="Code">A code of C2PA 2.2 §15.2.2, or one of the few beyond it that <see cref="StatusCatalog"/> names.</param>
/// <param name="Kind">Success, informational or failure.</param>
/// <param name="Url">JUMBF URI of the box the code is about: <c>self#jumbf=/c2pa/LABEL/…</c>.</param>
/// <param name="Explanation">One plain sentence with the facts found.</param>
public sealed record Status(string Code, StatusKind Kind, string Url, string Explanation);
