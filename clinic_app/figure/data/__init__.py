"""What exercise files name: postures, holds, cameras; and the cited measures of the body."""
