using Touchstone.Service.Consent;

namespace Touchstone.Service.Intake;

/// <summary>What is said of media as they come in.</summary>
/// <param name="Name">File name as given; for people only, never a path here.</param>
/// <param name="Actor">Who brings them.</param>
/// <param name="IdempotencyKey">Text of the sender's choice, up to 128 characters, that makes sending again harmless; or null.</param>
/// <param name="Rights">On what ground they may be kept; null records nothing yet.</param>
public sealed record Arrival(string Name, string Actor, string? IdempotencyKey = null, Rights? Rights = null);
